/** Three objects; a round changes each of them, so that each apply is a write. */
export const manifestsOf = (round: string): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  round: "${round}"
  settings.properties: |
    greeting=hello
    retries=3
---
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    bench/round: "${round}"
spec:
  selector:
    app: web
  ports:
  - name: http
    port: 80
    protocol: TCP
    targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations:
        bench/round: "${round}"
    spec:
      containers:
      - name: web
        image: registry.example/web:1.0
        ports:
        - containerPort: 8080
          protocol: TCP
        envFrom:
        - configMapRef:
            name: web
        resources:
          requests:
            cpu: 100m
            memory: 64Mi
          limits:
            memory: 128Mi
`;
